/** What every room's configuration record is made of: checked values and secrets. The JDK and JSpecify alone. */
@NullMarked
package dev.millrace.config;

import org.jspecify.annotations.NullMarked;
