// On Windows an addon asks for node.exe, but in a packaged application the host has another name. When the linker's
// delay loading looks for node.exe, it gets the program that runs. Compiled on Windows only.
#include <windows.h>

#include <delayimp.h>
#include <string.h>

static FARPROC WINAPI hostForNode(unsigned event, DelayLoadInfo *info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "node.exe") != 0) return nullptr;
  return (FARPROC)GetModuleHandleA(nullptr);
}

extern "C" const PfnDliHook __pfnDliNotifyHook2 = hostForNode;
