# 法问。只需要两个命令：make run（安装、训练、启动）和 make test（全部测试）。
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test install screens train check bench bench-diet format clean

help: ## 列出可以做的事
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

run: install screens ## 安装缺的东西，构建网页，必要时训练，然后启动（PORT=… 换端口）
	@$(PY) -m bot.cli serve

test: install-dev screens browser ## 装好测试要用的东西，跑全部测试
	@tools/test

install: .venv/.installed

install-dev: .venv/.installed-dev

.venv/.installed: uv.lock pyproject.toml .python-version tools/install
	@tools/install

.venv/.installed-dev: uv.lock pyproject.toml .python-version tools/install
	@tools/install --dev

screens: ## 构建网页（没有变化就不动）
	@tools/screens

browser: ## 装好测试用的浏览器（Chromium）和中文字体
	@tools/browser

train: install ## 训练模型（没有变化就不动）
	@$(PY) -m bot.cli train

check: install ## 检查知识库
	@$(PY) -m bot.cli check

bench: install-dev ## 量速度和内存，和原装 Rasa 比（约二十分钟）
	@$(PY) -m bench

bench-diet: install-dev ## 和原装 DIET 比听得懂多少（第一次装 2.5 GB，再训练一两个钟头）
	@$(PY) -m bench understanding --build

format: install-dev ## 整理代码格式
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .

clean: ## 删掉装的和建的东西（数据库不动）
	rm -rf .venv .tools models channels/static channels/screens/node_modules
