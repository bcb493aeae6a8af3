@echo off
rem Runs the kaochang command of this folder with this machine's Node; without a verb, the exam server.
setlocal
chcp 65001 >nul
if exist "%~dp0node\node.exe" set "PATH=%~dp0node;%PATH%"
where node >nul 2>nul
if errorlevel 1 (
  echo 没有找到 Node.js：请先安装 Node.js 20.19 或更新的版本
  pause
  exit /b 1
)
rem Beside this folder and not in it, so that a newer package finds the same data.
if not defined DATA_DIR set "DATA_DIR=%~dp0..\kaochang-data"
set "KAOCHANG_SCRIPT=kaochang"
if "%~1"=="" (
  node "%~dp0app\node_modules\@kaochang\exam-server\dist\kaochang.mjs" serve
) else (
  node "%~dp0app\node_modules\@kaochang\exam-server\dist\kaochang.mjs" %*
)
exit /b %errorlevel%
