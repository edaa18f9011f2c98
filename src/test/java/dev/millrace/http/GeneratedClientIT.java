package dev.millrace.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.TestDatabase;
import dev.millrace.app.node.TestNode;
import dev.millrace.http.generated.ApiClient;
import dev.millrace.http.generated.ApiException;
import dev.millrace.http.generated.ApiResponse;
import dev.millrace.http.generated.api.EventsApi;
import dev.millrace.http.generated.api.OrdersApi;
import dev.millrace.http.generated.api.ProductsApi;
import dev.millrace.http.generated.api.PurchasesApi;
import dev.millrace.http.generated.api.StockApi;
import dev.millrace.http.generated.api.SuppliersApi;
import dev.millrace.http.generated.model.Event;
import dev.millrace.http.generated.model.EventPage;
import dev.millrace.http.generated.model.EventType;
import dev.millrace.http.generated.model.Fault;
import dev.millrace.http.generated.model.Gathering;
import dev.millrace.http.generated.model.Money;
import dev.millrace.http.generated.model.NewAdjustment;
import dev.millrace.http.generated.model.NewAdjustmentLine;
import dev.millrace.http.generated.model.NewOrder;
import dev.millrace.http.generated.model.NewOrderLine;
import dev.millrace.http.generated.model.NewProduct;
import dev.millrace.http.generated.model.NewSupplier;
import dev.millrace.http.generated.model.Order;
import dev.millrace.http.generated.model.OrderPage;
import dev.millrace.http.generated.model.OrderRejected;
import dev.millrace.http.generated.model.OrderStatus;
import dev.millrace.http.generated.model.Problem;
import dev.millrace.http.generated.model.ProblemCode;
import dev.millrace.http.generated.model.Product;
import dev.millrace.http.generated.model.PurchaseOrder;
import dev.millrace.http.generated.model.PurchaseOrderStatus;
import dev.millrace.http.generated.model.StockPolicy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document in the hands of somebody else: openapi-generator made a client of it, which does business here. */
class GeneratedClientIT {
    private static TestDatabase database;
    private static TestNode node;
    private static int merchants;

    private ApiClient client;
    private OrdersApi orders;

    @BeforeAll
    static void serve() {
        database = TestDatabase.create();
        node = TestNode.on(database);
    }

    @AfterAll
    static void stop() {
        node.close();
        database.close();
    }

    /** A merchant with 100 mugs, of which more can be bought, and 10 bowls, of which none can. */
    @BeforeEach
    void open() throws Exception {
        String key = TestNode.tenant(database, "generated-" + merchants++).key();
        client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + node.millrace().apiPort());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        orders = new OrdersApi(client);

        new SuppliersApi(client).createSupplier(new NewSupplier().id("potters").name("Potters & Sons"), null);
        NewProduct mug = new NewProduct().sku("MUG").price(euros(1250));
        Product created = new ProductsApi(client)
                .createProduct(mug.policy(StockPolicy.BACKORDER).supplierId("potters"), null);
        assertThat(created.getPolicy()).isEqualTo(StockPolicy.BACKORDER);
        assertThat(created.getSurplusBps()).isEqualTo(2_000);
        new ProductsApi(client).createProduct(new NewProduct().sku("BOWL").price(euros(900)), null);
        new StockApi(client)
                .adjustStock(
                        "stock",
                        new NewAdjustment()
                                .reason("first count")
                                .addLinesItem(new NewAdjustmentLine().sku("MUG").set(100L))
                                .addLinesItem(
                                        new NewAdjustmentLine().sku("BOWL").delta(10L)),
                        null);
    }

    @Test
    void placesAnOrderRepeatsItReadsItAndFindsIt() throws Exception {
        NewOrder wanted = new NewOrder()
                .customerRef("web-4711")
                .addLinesItem(line("BOWL", 2).unitPrice(euros(900)));

        ApiResponse<Order> placed = orders.placeOrderWithHttpInfo("web-4711", wanted, null);
        ApiResponse<Order> repeated = orders.placeOrderWithHttpInfo("web-4711", wanted, null);

        assertThat(placed.getStatusCode()).isEqualTo(201);
        assertThat(placed.getData().getStatus()).isEqualTo(OrderStatus.OPEN);
        assertThat(placed.getData().getTotal().getAmount()).isEqualTo(1_800);
        assertThat(placed.getData().getLines().getFirst().getAllocated()).isEqualTo(2);
        assertThat(placed.getData().getLines().getFirst().getReplenishment()).isNull();
        assertThat(repeated.getData()).isEqualTo(placed.getData());
        assertThat(repeated.getHeaders()).containsEntry("idempotent-replayed", List.of("true"));
        assertThat(orders.readOrder(placed.getData().getId(), null, null)).isEqualTo(placed.getData());
        OrderPage found = orders.listOrders(null, null, null, null, null, null, null, null, "web-4711", null);
        assertThat(found.getOrders()).containsExactly(placed.getData());
        assertThat(found.getNext()).isNull();
    }

    @Test
    void buysWhatIsShort() throws Exception {
        Order placed = orders.placeOrder("big", new NewOrder().addLinesItem(line("MUG", 110)), null);

        assertThat(placed.getCustomerRef()).isNull();
        assertThat(requireNonNull(placed.getLines().getFirst().getReplenishment())
                        .getQuantity())
                .isEqualTo(12);
        PurchaseOrder bought =
                new PurchasesApi(client).gatherReplenishments(new Gathering().supplierId("potters"), null);
        assertThat(bought.getStatus()).isEqualTo(PurchaseOrderStatus.DRAFT);
        assertThat(bought.getExpectedAt()).isNull();
        assertThat(bought.getLines().getFirst().getQuantity()).isEqualTo(12);
    }

    @Test
    void getsATypedProblemForAnOrderThatIsRejected() {
        ApiException refused = catchThrowableOfType(
                ApiException.class,
                () -> orders.placeOrder("too-much", new NewOrder().addLinesItem(line("BOWL", 11)), null));

        assertThat(refused.getCode()).isEqualTo(409);
        OrderRejected problem = body(refused, OrderRejected.class);
        assertThat(problem.getCode()).isEqualTo(ProblemCode.INSUFFICIENT_STOCK);
        assertThat(problem.getOrder().getStatus()).isEqualTo(OrderStatus.REJECTED);
        assertThat(requireNonNull(problem.getOrder().getRejection())
                        .getLines()
                        .getFirst()
                        .getAvailable())
                .isEqualTo(10);
    }

    @Test
    void getsATypedProblemForContentThatCannotBeRight() {
        ApiException refused = catchThrowableOfType(
                ApiException.class,
                () -> orders.placeOrder("none", new NewOrder().addLinesItem(line("BOWL", 0)), null));

        assertThat(refused.getCode()).isEqualTo(422);
        Problem problem = body(refused, Problem.class);
        assertThat(problem.getCode()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        assertThat(problem.getNotExecuted()).isNull();
        assertThat(problem.getErrors()).extracting(Fault::getPointer).containsExactly("/lines/0/quantity");
    }

    /** A generated client writes a body that is left out as {@code null}. */
    @Test
    void shipsAndCancelsWithoutABody() throws Exception {
        String shipped = orders.placeOrder("one", new NewOrder().addLinesItem(line("BOWL", 1)), null)
                .getId();
        String cancelled = orders.placeOrder("two", new NewOrder().addLinesItem(line("BOWL", 1)), null)
                .getId();

        assertThat(orders.shipOrder(shipped, "shipment", null, null).getStatus())
                .isEqualTo(OrderStatus.COMPLETED);
        assertThat(orders.cancelOrder(cancelled, null, null, null).getStatus()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void followsEventsWhoseDataHasTheTypeThatTheirTypeNames() throws Exception {
        Order placed = orders.placeOrder("one", new NewOrder().addLinesItem(line("BOWL", 1)), null);

        EventPage page = new EventsApi(client).readEvents(null, null, null, null);

        assertThat(page.getEvents()).extracting(Event::getType).contains(EventType.SUPPLIER_CREATED);
        Event last = page.getEvents().getLast();
        assertThat(last.getType()).isEqualTo(EventType.ORDER_PLACED);
        assertThat(last.getKey()).isEqualTo("one");
        assertThat(client.getObjectMapper().convertValue(last.getData(), Order.class))
                .isEqualTo(placed);
    }

    private <T> T body(ApiException refused, Class<T> type) {
        try {
            return client.getObjectMapper().readValue(refused.getResponseBody(), type);
        } catch (IOException e) {
            throw new AssertionError(refused.getResponseBody(), e);
        }
    }

    private static NewOrderLine line(String sku, long quantity) {
        return new NewOrderLine().sku(sku).quantity(quantity);
    }

    private static Money euros(long cents) {
        return new Money().amount(cents).currency("EUR");
    }
}
