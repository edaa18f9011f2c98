package dev.millrace.http.suppliers;

/** What a client says of a supplier. */
public record SupplierContent(String id, String name) {}
