@echo off
rem Keeps the server running, for a task that begins when Windows starts: however it ends, it is started again.
setlocal EnableExtensions DisableDelayedExpansion
if not defined DATA_DIR for %%I in ("%~dp0..") do set "DATA_DIR=%%~fI\kaochang-data"
if not exist "%DATA_DIR%" mkdir "%DATA_DIR%"
rem A rehearsal that kills the server leaves starting it again to this loop.
set "KAOCHANG_KEPT_UP=yes"

:again
call "%~dp0kaochang.cmd" serve >>"%DATA_DIR%\server.log" 2>&1
rem Two seconds; timeout.exe refuses to wait where there is no keyboard.
ping -n 3 127.0.0.1 >nul
goto again
