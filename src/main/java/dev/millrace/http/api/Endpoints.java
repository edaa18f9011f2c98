package dev.millrace.http.api;

import dev.millrace.http.Endpoint;

/** What answers each route under {@code /v1}; the routes themselves stand in {@link Routes}. */
public record Endpoints(
        Orders orders, Products products, Suppliers suppliers, Stock stock, Purchases purchases, Endpoint events) {

    /** @param replenishments what is bought for an order */
    public record Orders(Endpoint place, Endpoint read, Endpoint list, Endpoint replenishments, OrderChanges changes) {}

    /** What becomes of an accepted order. */
    public record OrderChanges(Endpoint cancel, Endpoint edit, Endpoint ship, Endpoint takeBack) {}

    public record Products(
            Endpoint create, Endpoint replace, Endpoint read, Endpoint list, Endpoint deactivate, Endpoint bulk) {}

    public record Suppliers(Endpoint create, Endpoint read, Endpoint list, Connection connection) {}

    /** How a supplier is reached, and what it has to say by itself. */
    public record Connection(Endpoint read, Endpoint put, Endpoint callback) {}

    /** Stock levels, of one SKU or of those that the query names, and their corrections. */
    public record Stock(Endpoint read, Endpoint readMany, Endpoint adjust) {}

    /** @param replenishments of every order */
    public record Purchases(
            PurchaseOrders orders, PurchaseOrderChanges changes, Receipts receipts, Endpoint replenishments) {}

    public record PurchaseOrders(Endpoint gather, Endpoint read, Endpoint list, Endpoint export) {}

    /** What becomes of a purchase order; its goods come by receipts. */
    public record PurchaseOrderChanges(Endpoint submit, Endpoint cancel, Endpoint close, Endpoint resolve) {}

    /** The deliveries for a purchase order. */
    public record Receipts(Endpoint receive, Endpoint read, Endpoint list) {}
}
