package dev.millrace.attack.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A look at one thing, from its table. */
sealed interface Read extends Wish {
    @Override
    default List<Wish> simpler() {
        return List.of();
    }

    @Override
    default boolean isCommand() {
        return false;
    }

    private static String found(@Nullable String told) {
        return told == null ? "404 not_found []" : "200 " + told;
    }

    record OfStock(String sku) implements Read {
        @Override
        public Asked asked(Model now, Known known) {
            Heard heard = new Heard(known);
            return Asked.of(
                    Call.get("/v1/stock/" + Call.encoded(sku)),
                    model -> found(model.merchant().stock(sku)),
                    answer -> heard.versioned(answer, Heard::stock));
        }
    }

    record OfProduct(String sku) implements Read {
        @Override
        public Asked asked(Model now, Known known) {
            Heard heard = new Heard(known);
            return Asked.of(
                    Call.get("/v1/products/" + Call.encoded(sku)),
                    model -> found(told(model)),
                    answer -> heard.versioned(answer, Heard::product));
        }

        private @Nullable String told(Model model) {
            var product = model.merchant().product(sku);
            return product == null ? null : product + " @" + model.merchant().versionOf(sku);
        }
    }

    record OfSupplier(String id) implements Read {
        @Override
        public Asked asked(Model now, Known known) {
            Heard heard = new Heard(known);
            return Asked.of(
                    Call.get("/v1/suppliers/" + Call.encoded(id)),
                    model -> found(model.merchant().supplier(id)),
                    answer -> heard.versioned(answer, supplier -> Heard.supplier(supplier, id)));
        }
    }

    record OfOrder(Key order) implements Read {
        @Override
        public Asked asked(Model now, Known known) {
            Heard heard = new Heard(known);
            return Asked.of(
                    Call.get("/v1/orders/" + known.orderId(order)),
                    model -> found(model.merchant().order(order.orderId())),
                    answer -> heard.versioned(answer, heard::order));
        }
    }

    /** What an answer that was lost leaves a client to do. */
    record OfOrderByKey(Key order) implements Read {
        @Override
        public Asked asked(Model now, Known known) {
            Heard heard = new Heard(known);
            return Asked.of(
                    Call.get("/v1/orders?idempotency_key=" + order),
                    this::expected,
                    answer -> heard.thing(answer, list -> Heard.each(list.path("orders"), heard::order, "; ")));
        }

        private String expected(Model model) {
            String told = model.merchant().order(order.orderId());
            return "200 " + (told == null ? "" : told.replaceFirst(" @\\d+$", ""));
        }
    }

    /** Of the purchase order of that place, the oldest first. */
    record OfPurchase(int place) implements Read {
        @Override
        public Asked asked(Model now, Known known) {
            UUID id = Bought.id(now, place);
            Heard heard = new Heard(known);
            return Asked.of(
                    Call.get("/v1/purchase-orders/" + known.purchaseId(id)),
                    model -> found(model.merchant().purchase(id)),
                    answer -> heard.versioned(answer, heard::purchase));
        }
    }
}
