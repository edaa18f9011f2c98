@NullMarked
package dev.millrace.app.script;

import org.jspecify.annotations.NullMarked;
