package dev.millrace.http;

/** What answers each route under {@code /v1}; the routes themselves stand in {@link Routes}. */
public record Endpoints(Orders orders, Products products, Suppliers suppliers, Stock stock, Endpoint events) {

    public record Orders(Endpoint place, Endpoint read, Endpoint list, Endpoint cancel) {}

    public record Products(
            Endpoint create, Endpoint replace, Endpoint read, Endpoint list, Endpoint deactivate, Endpoint bulk) {}

    public record Suppliers(Endpoint create, Endpoint read, Endpoint list) {}

    /** Stock levels, of one SKU or of those that the query names, and their corrections. */
    public record Stock(Endpoint read, Endpoint readMany, Endpoint adjust) {}
}
