package dev.millrace.domain;

import dev.millrace.domain.model.ProductDraft;
import dev.millrace.domain.model.StockPolicy;
import dev.millrace.domain.purchasing.CreateSupplier;
import dev.millrace.domain.stock.DeactivateProduct;
import dev.millrace.domain.stock.PutProduct;
import org.jspecify.annotations.Nullable;

/** What the {@link PlainMerchant} sells, and who sells to it. */
final class PlainCatalogue {
    private final PlainBooks books;

    PlainCatalogue(PlainBooks books) {
        this.books = books;
    }

    String put(PutProduct command) {
        String sku = command.draft().sku();
        PlainProduct before = books.products.get(sku);
        long version = before == null ? PlainPrecondition.NOTHING : before.version;
        if (PlainPrecondition.forbids(command.precondition(), version)) {
            return "refused precondition_failed []";
        }
        if (before != null && before.is.equals(command.draft())) {
            return "unchanged " + before.is + " @" + before.version;
        }
        if (before == null && command.mode() == PutProduct.Mode.REPLACE) {
            return "refused not_found []";
        }
        if (before != null && command.mode() == PutProduct.Mode.CREATE) {
            return "refused product_exists []";
        }
        if (PlainPrecondition.fails(command.precondition(), version)) {
            return "refused precondition_failed []";
        }
        String supplier = command.draft().supplierId();
        if (command.draft().policy() == StockPolicy.BACKORDER && supplier == null) {
            return "refused validation_failed [/supplier_id supplier_required]";
        }
        if (supplier != null && !books.suppliers.containsKey(supplier)) {
            return "refused validation_failed [/supplier_id unknown_supplier]";
        }
        books.number++;
        PlainProduct after = new PlainProduct(command.draft(), books.number);
        after.onHand = before == null ? 0 : before.onHand;
        after.stockVersion = before == null ? 0 : before.stockVersion;
        books.products.put(sku, after);
        books.tell((before == null ? "product.created " : "product.replaced ") + after.is);
        return "accepted " + after.is + " @" + books.number;
    }

    String deactivate(DeactivateProduct command) {
        PlainProduct sold = books.products.get(command.sku());
        if (sold == null) {
            return "refused not_found []";
        }
        if (!sold.is.active()) {
            return "unchanged " + sold.is + " @" + sold.version;
        }
        if (PlainPrecondition.fails(command.precondition(), sold.version)) {
            return "refused precondition_failed []";
        }
        ProductDraft is = sold.is;
        sold.is = new ProductDraft(
                is.sku(),
                is.name(),
                is.price(),
                is.policy(),
                is.supplierId(),
                is.surplusBps(),
                is.rounding(),
                is.packaging(),
                is.backorderMax(),
                false);
        sold.version = ++books.number;
        books.tell("product.deactivated " + sold.is);
        return "accepted " + sold.is + " @" + books.number;
    }

    String create(CreateSupplier command) {
        String is = supplier(command.supplierId());
        if (is == null) {
            books.suppliers.put(command.supplierId(), new PlainBooks.Supplier(command.name(), ++books.number));
            books.tell("supplier.created " + command.supplierId() + " " + command.name());
            return "accepted " + supplier(command.supplierId());
        }
        return is.startsWith(command.name() + " @") ? "unchanged " + is : "refused supplier_exists []";
    }

    @Nullable
    String supplier(String id) {
        PlainBooks.Supplier supplier = books.suppliers.get(id);
        return supplier == null ? null : supplier.name() + " @" + supplier.version();
    }
}
