@echo off
rem Runs the kaochang command of this folder with this machine's Node; without a verb, the exam server.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
if exist "%~dp0app\start.cjs" goto whole
echo 文件不全：请先把压缩包全部解压，再运行解压出来的文件夹里的 kaochang.cmd>&2
goto failed

:whole
rem A package may carry a Node of its own; else the first one of the PATH.
set "KAOCHANG_NODE="
for %%I in (node.exe) do set "KAOCHANG_NODE=%%~$PATH:I"
if exist "%~dp0node\node.exe" set "KAOCHANG_NODE=%~dp0node\node.exe"
if defined KAOCHANG_NODE goto found
echo 没有找到 Node.js：请先安装 Node.js {{node}}>&2
goto failed

:found
rem Beside this folder and not in it, so that a newer package finds the same data.
if not defined DATA_DIR for %%I in ("%~dp0..") do set "DATA_DIR=%%~fI\kaochang-data"
set "KAOCHANG_SCRIPT=.\kaochang"
if "%~1"=="" goto serve
"%KAOCHANG_NODE%" "%~dp0app\start.cjs" %*
exit /b %errorlevel%

:serve
"%KAOCHANG_NODE%" "%~dp0app\start.cjs" serve
if "%errorlevel%"=="0" exit /b 0

:failed
rem Whoever started it by a double click could not read why it ended; a task at boot has nobody to press a key.
if "%~1"=="" pause
exit /b 1
