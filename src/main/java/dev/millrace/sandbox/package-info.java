/**
 * A supplier to try things with: it speaks REST and SOAP as docs/suppliers.md asks for, delivers, and fails on demand.
 * It plays somebody else, so it shares nothing with the server but the reading of XML and the signature, and forgets
 * everything when it ends.
 */
@NullMarked
package dev.millrace.sandbox;

import org.jspecify.annotations.NullMarked;
