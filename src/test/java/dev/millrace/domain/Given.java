package dev.millrace.domain;

import static dev.millrace.domain.Requests.adjust;
import static dev.millrace.domain.Requests.createProduct;
import static dev.millrace.domain.Requests.createSupplier;
import static dev.millrace.domain.Requests.set;

import dev.millrace.domain.model.Money;
import dev.millrace.domain.model.Packaging;
import dev.millrace.domain.model.Rounding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A merchant as a test begins with it. Everything is made by real commands: {@code
 * Given.merchant().product("A").policyBackorder().onHand(3).open()}.
 */
public final class Given {
    private final List<Draft> products = new ArrayList<>();
    private final Map<String, Long> onHand = new HashMap<>();

    private Given() {}

    public static Given merchant() {
        return new Given();
    }

    /** One more product; what follows is said of it. */
    public Given product(String sku) {
        products.add(Draft.of(sku));
        return this;
    }

    public Given onHand(long units) {
        onHand.put(products.getLast().sku(), units);
        return this;
    }

    public Given policyBackorder() {
        products.getLast().policyBackorder();
        return this;
    }

    public Given surplusBps(int basisPoints) {
        products.getLast().surplusBps(basisPoints);
        return this;
    }

    public Given perPurchaseOrder() {
        products.getLast().rounding(Rounding.PER_PURCHASE_ORDER);
        return this;
    }

    public Given packaging(Packaging packaging) {
        products.getLast().packaging(packaging);
        return this;
    }

    public Given backorderMax(long units) {
        products.getLast().backorderMax(units);
        return this;
    }

    public Given price(Money price) {
        products.getLast().price(price);
        return this;
    }

    public Given inactive() {
        products.getLast().active(false);
        return this;
    }

    public Merchant open() {
        Merchant merchant = new Merchant();
        merchant.when(createSupplier(Draft.SUPPLIER, "Acme")).thenAccepted();
        products.forEach(draft -> merchant.when(createProduct(draft)).thenAccepted());
        onHand.forEach((sku, units) -> merchant.when(adjust(set(sku, units))).thenAccepted());
        return merchant;
    }
}
