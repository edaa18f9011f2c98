/** The database of the demo and the tests: PostgreSQL's own binaries in a data folder; and the schema's migrations. */
@NullMarked
package dev.millrace.app.database;

import org.jspecify.annotations.NullMarked;
