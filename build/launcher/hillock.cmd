@echo off
rem Hillock's command line, run by the runtime that came with the application.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\Hillock.exe" "%~dp0..\resources\app.asar\out\main\cli.js" %*
