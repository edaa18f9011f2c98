@NullMarked
package dev.millrace.domain;

import org.jspecify.annotations.NullMarked;
