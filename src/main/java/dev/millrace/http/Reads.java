package dev.millrace.http;

import dev.millrace.store.OrderReads;
import dev.millrace.store.ProductReads;
import dev.millrace.store.StockReads;
import dev.millrace.store.SupplierReads;

/** What the API reads by name. Belongs to one event loop, as its parts do. */
public record Reads(OrderReads orders, ProductReads products, StockReads stock, SupplierReads suppliers) {}
