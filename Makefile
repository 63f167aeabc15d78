# `make run` and `make test` do everything on a fresh machine; the other targets are for development.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

export HF_HUB_OFFLINE = 1
export GRADIO_ANALYTICS_ENABLED = False

.PHONY: run test check eval lock clean

run: $(VENV)/run  ## the chat page at http://127.0.0.1:7860
	$(BIN)/python app.py

test: $(VENV)/dev browser  ## all tests
	$(BIN)/python -m pytest

check: $(VENV)/dev browser  ## style, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

eval: $(VENV)/run  ## how well the development questions are answered
	$(BIN)/newsletter build --data $(VENV)/data
	$(BIN)/newsletter eval tests/evaluation/development.jsonl --data $(VENV)/data

$(VENV)/run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

# The browser tests drive Debian's Chromium; another Chromium or Chrome on the path will do.
.PHONY: browser
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  echo "Installing Chromium for the browser tests" >&2; \
	  $$( [ "$$(id -u)" = 0 ] || echo sudo ) apt-get update -qq && \
	  $$( [ "$$(id -u)" = 0 ] || echo sudo ) apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

# Pin what is installed now. The suffix that marks a CPU build of torch names no version of its own.
lock: $(VENV)/dev
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet torch==2.13.0
	$(VENV)/lock/bin/python -m pip install --quiet .
	$(VENV)/lock/bin/python -m pip freeze --exclude newsletter-assistant | sed 's/+cpu//' > requirements.lock
	$(VENV)/lock/bin/python -m pip install --quiet ".[dev]"
	$(VENV)/lock/bin/python -m pip freeze --exclude newsletter-assistant | sed 's/+cpu//' > requirements-dev.lock
	rm -rf $(VENV)/lock

clean:
	rm -rf $(VENV) build dist
