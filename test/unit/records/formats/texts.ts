/** The traces that several files of test/fixtures/records hold. */

export const trace =
  '<think> The user wants the weather. </think>\n<tool_call>\n{"name": "get_weather", "parameters": {"city": "Zürich"}}\n</tool_call>';

export const judgement = (verdict: string): string =>
  `<type>Chat</type>\n<rubric>\n1. Clarity (100%)\n<justify> matters </justify>\n</rubric>\n<eval> <quote_A>Paris.</quote_A> is right. </eval>\n<answer>[[${verdict}]]</answer>`;
