#pragma once

#include <string>
#include <vector>

#include "collect.h"
#include "diagnostics.h"
#include "entry.h"
#include "manifest.h"

namespace pybundle {

/// An error unless the entry's attribute is a function that Kaggle can call. Kaggle passes
/// `[observation, configuration][:f.__code__.co_argcount]`: so it must be a real `def` or a lambda,
/// by an assignment or imports that can be followed through the bundled files, and work with as many
/// arguments as it has positional parameters, two at most.
void CheckExportedFunction(const Entry& entry, const std::vector<SourceFile>& files,
                           const Manifest& manifest, Diagnostics& diagnostics);

}  // namespace pybundle
