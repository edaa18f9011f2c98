package dev.millrace.http;

import static dev.millrace.http.EndpointCase.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.domain.model.Supplier;
import dev.millrace.domain.model.Version;
import dev.millrace.feed.OrderFilter;
import dev.millrace.feed.OrderListQuery;
import dev.millrace.http.orders.OrderListLink;
import dev.millrace.store.Page;
import dev.millrace.wire.StockJson;
import dev.millrace.wire.TypeId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final ApiConfig CONFIG = ApiConfig.defaults();
    private static final Supplier ACME = new Supplier("a&b", "Acme", 3, Instant.EPOCH);

    @Test
    void aPageBeginsWhereItIsToldTo() {
        assertThat(NamedPage.of(new RequestCase().request(), CONFIG)).isEqualTo(new NamedPage("", 50));
        assertThat(NamedPage.of(new RequestCase().query("limit=100&after=a%26b").request(), CONFIG))
                .isEqualTo(new NamedPage("a&b", 100));
    }

    @Test
    void aPageByIdBeginsAfterAnIdOfItsSort() {
        UUID id = new UUID(0x0190_0000_0000_7000L, 1);
        String text = TypeId.PURCHASE_ORDER.of(id);

        assertThat(byId("")).isEqualTo(new IdPage(TypeId.PURCHASE_ORDER, null, 50));
        assertThat(byId("limit=2&after=" + text)).isEqualTo(new IdPage(TypeId.PURCHASE_ORDER, id, 2));
        for (String other : new String[] {"1", TypeId.ORDER.of(id), text.toUpperCase(Locale.ROOT), "%27%20OR%201=1"}) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> byId("after=" + other))
                            .problem()
                            .code())
                    .as(other)
                    .isEqualTo(ProblemCode.INVALID_PARAMETER);
        }
    }

    @Test
    void aLinkToTheNextPageKeepsTheFilters() {
        UUID id = new UUID(0x0190_0000_0000_7000L, 1);
        ListLink link = new ListLink("/v1/replenishments").with("status", null).with("sku", "a&b");
        IdPage page = new IdPage(TypeId.REPLENISHMENT, null, 1);

        assertThat(page.next(link, new Page<>(List.of(id), true), each -> each))
                .isEqualTo("/v1/replenishments?sku=a%26b&limit=1&after=" + TypeId.REPLENISHMENT.of(id));
        assertThat(page.next(link, new Page<>(List.of(id), false), each -> each))
                .isNull();
    }

    private static IdPage byId(String query) {
        return IdPage.of(
                Parameters.of(new RequestCase().query(query).request(), Set.of("limit", "after")),
                TypeId.PURCHASE_ORDER,
                CONFIG);
    }

    @Test
    void aPageHasAtMostAHundred() {
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> NamedPage.of(
                                        new RequestCase().query("limit=101").request(), CONFIG))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void aPageLinksToTheNextWhereThereIsOne() {
        assertThat(text(suppliers(new Page<>(List.of(ACME), true))))
                .isEqualTo(
                        "{\"suppliers\":[{\"id\":\"a&b\",\"name\":\"Acme\"}],\"next\":\"/v1/suppliers?limit=1&after=a%26b\"}");
        assertThat(text(suppliers(new Page<>(List.of(ACME), false))))
                .isEqualTo("{\"suppliers\":[{\"id\":\"a&b\",\"name\":\"Acme\"}],\"next\":null}");
        assertThat(text(suppliers(new Page<>(List.of(), false)))).isEqualTo("{\"suppliers\":[],\"next\":null}");
    }

    @Test
    void theNextPageOfOrdersHasTheSameFilters() {
        Instant from = Instant.parse("2026-11-24T08:00:00Z");
        OrderFilter all = new OrderFilter("open", "A B", "é&", from, from.plusSeconds(1));

        assertThat(OrderListLink.next(new OrderListQuery(7, all, 20, null, null), new Version("k3v9q0a2bz", 41)))
                .isEqualTo("/v1/orders?limit=20&status=open&sku=A%20B&customer_ref=%C3%A9%26"
                        + "&created_from=2026-11-24T08%3A00%3A00Z&created_before=2026-11-24T08%3A00%3A01Z"
                        + "&after=k3v9q0a2bz%3A41");
        assertThat(OrderListLink.next(
                        new OrderListQuery(7, OrderFilter.NONE, 50, null, null), new Version("k3v9q0a2bz", 41)))
                .isEqualTo("/v1/orders?limit=50&after=k3v9q0a2bz%3A41");
    }

    @Test
    void whoHasTheVersionIsToldSo() {
        Version version = new Version("k3v9q0a2bz", 41);

        for (String known :
                new String[] {"\"k3v9q0a2bz-41\"", "W/\"k3v9q0a2bz-41\"", "\"x\", \"k3v9q0a2bz-41\"", "*"}) {
            ApiResponse answer = VersionedAnswers.shown(
                    new RequestCase().header("If-None-Match", known).request(), version, new byte[] {1});
            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(EndpointCase.header(answer, HeaderNames.ETAG)).isEqualTo("\"k3v9q0a2bz-41\"");
        }
    }

    @Test
    void whoHasAnotherVersionSeesThisOne() {
        for (String other : new String[] {"\"k3v9q0a2bz-4\"", "\"k3v9q0a2bz-411\"", "k3v9q0a2bz-41", "\"\""}) {
            ApiResponse answer = VersionedAnswers.shown(
                    new RequestCase().header("If-None-Match", other).request(),
                    new Version("k3v9q0a2bz", 41),
                    new byte[] {1});
            assertThat(answer.status()).as(other).isEqualTo(200);
            assertThat(answer.body()).containsExactly(1);
        }
    }

    private static ApiResponse suppliers(Page<Supplier> page) {
        return new NamedPage("", 1).answer("/v1/suppliers", "suppliers", page, StockJson::write, Supplier::id);
    }
}
