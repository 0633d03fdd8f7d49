/**
 * What the reason says for which a model's text ends, in the words of servers, trainers and environments. Other reasons
 * (`max_turns`, an error of the environment) say nothing of the text's end.
 */

/** Was the text cut off at a limit of length? */
export function endsAtLimit(reason: string | undefined): boolean {
  return reason !== undefined && /^(?:length|max_?(?:output_?|completion_?)?tokens|model_length)$/i.test(reason);
}

/** Did the model end its text itself, or a stop word that it wrote? */
export function endsByItself(reason: string | undefined): boolean {
  return (
    reason !== undefined &&
    /^(?:stop|stop_(?:sequence|token|word)|end_turn|end_of_turn|eos(?:_token)?|eot|tool_?calls?|tool_use|function_call)$/i.test(
      reason,
    )
  );
}
