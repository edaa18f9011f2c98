@NullMarked
package dev.millrace.app.logging;

import org.jspecify.annotations.NullMarked;
