// What JavaScript holds of a loaded model, for the files that offer what can be done with it.
#pragma once
#include "addonSession.h"
#include "threads.h"

namespace hillock::addon {

/** What JavaScript holds of a loaded model. */
struct Handle {
  std::shared_ptr<Session> session;
  napi_ref arena = nullptr; // keeps the buffer
  bool busy = false, closed = false;
  std::shared_ptr<AdvanceJob> job;
};

/** Lets the model and its arena go. */
void release(napi_env env, Handle &handle);

/** The handle, if the session may be used now. */
Handle *usable(napi_env env, Arguments &in);

} // namespace hillock::addon
