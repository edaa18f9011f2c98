/** Tests of XML and SOAP, friendly and hostile. */
@NullMarked
package dev.millrace.purchasing.xml;

import org.jspecify.annotations.NullMarked;
