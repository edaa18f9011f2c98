@NullMarked
package dev.millrace.app.database;

import org.jspecify.annotations.NullMarked;
