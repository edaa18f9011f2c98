package dev.millrace.http;

/** What a client says of a supplier. */
record SupplierContent(String id, String name) {}
