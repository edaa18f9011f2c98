/**
 * XML and SOAP as far as suppliers need it, read with more care than trust: bounded in every direction, without DTDs and
 * entities. The JDK's own StAX, asked for by name, whatever else stands on the class path.
 */
@NullMarked
package dev.millrace.purchasing.xml;

import org.jspecify.annotations.NullMarked;
