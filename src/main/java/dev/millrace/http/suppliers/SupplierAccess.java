package dev.millrace.http.suppliers;

import dev.millrace.purchasing.Connections;
import dev.millrace.purchasing.SupplierAddresses;

/** How suppliers are reached, and how they reach us. Of all event loops. */
public record SupplierAccess(Connections connections, SupplierAddresses addresses) {}
