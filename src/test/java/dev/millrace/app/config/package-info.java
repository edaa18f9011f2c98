@NullMarked
package dev.millrace.app.config;

import org.jspecify.annotations.NullMarked;
