/**
 * The job that turns what is owed into purchase orders and carries them to suppliers. Begin reading at
 * {@link dev.millrace.purchasing.dispatch.Dispatcher}.
 */
@NullMarked
package dev.millrace.purchasing.dispatch;

import org.jspecify.annotations.NullMarked;
