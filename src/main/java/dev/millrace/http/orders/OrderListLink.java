package dev.millrace.http.orders;

import dev.millrace.domain.model.Version;
import dev.millrace.feed.OrderFilter;
import dev.millrace.feed.OrderListQuery;
import dev.millrace.http.Cursor;
import dev.millrace.http.Paths;
import org.jspecify.annotations.Nullable;

/** The link to the next page of a list of orders: the same filters, further on. */
public final class OrderListLink {
    private final StringBuilder link;

    private OrderListLink(int limit) {
        this.link = new StringBuilder("/v1/orders?limit=").append(limit);
    }

    public static String next(OrderListQuery query, Version next) {
        OrderFilter filter = query.filter();
        return new OrderListLink(query.limit())
                .with("status", filter.status())
                .with("sku", filter.sku())
                .with("customer_ref", filter.customerRef())
                .with("created_from", filter.createdFrom())
                .with("created_before", filter.createdBefore())
                .with("after", Cursor.text(next.history(), next.number()))
                .link
                .toString();
    }

    private OrderListLink with(String name, @Nullable Object value) {
        if (value != null) {
            link.append('&').append(name).append('=').append(Paths.encode(value.toString()));
        }
        return this;
    }
}
