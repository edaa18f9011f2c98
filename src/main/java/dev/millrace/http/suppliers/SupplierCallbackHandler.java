package dev.millrace.http.suppliers;

import dev.millrace.config.Secret;
import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Precondition;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Limits;
import dev.millrace.domain.model.Move;
import dev.millrace.domain.purchasing.MovePurchaseOrder;
import dev.millrace.domain.purchasing.ReceiveGoods;
import dev.millrace.http.ApiRequest;
import dev.millrace.http.ApiResponse;
import dev.millrace.http.Arrival;
import dev.millrace.http.Challenges;
import dev.millrace.http.CommandResults;
import dev.millrace.http.CommandSubmitter;
import dev.millrace.http.Digits;
import dev.millrace.http.Endpoint;
import dev.millrace.http.HeadRule;
import dev.millrace.http.HeaderNames;
import dev.millrace.http.Parameters;
import dev.millrace.http.PathNames;
import dev.millrace.http.Problem;
import dev.millrace.http.ProblemCode;
import dev.millrace.http.ProblemException;
import dev.millrace.http.purchaseorders.ReceiptContent;
import dev.millrace.http.purchaseorders.ReceiveGoodsHandler;
import dev.millrace.lane.Result;
import dev.millrace.purchasing.Connection;
import dev.millrace.purchasing.RequestSignature;
import dev.millrace.purchasing.SupplierMoves;
import dev.millrace.purchasing.SupplierNotice;
import dev.millrace.store.PurchaseOrderReads;
import dev.millrace.wire.StorableText;
import dev.millrace.wire.TypeId;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/supplier-callbacks/{merchant}/{supplier}}: what a supplier has to say of a purchase order, in its own time.
 * It has no API key; that it knows the secret which both sides sign with is what proves it. What could not be a signature is
 * refused before the body comes. Whatever else is wrong with it, and a supplier that does not exist, takes the same way and
 * the same time to the same answer, so that nothing can be found out by trying.
 */
public final class SupplierCallbackHandler implements Endpoint {
    /** A signature that may fit stands in the head. */
    public static final HeadRule SIGNED = SupplierCallbackHandler::fault;

    /** Known to nobody: what is said to come from who has none is tried against it. */
    private static final Secret NOBODYS_SECRET = Secret.of(UUID.randomUUID().toString() + UUID.randomUUID());

    private static final int NO_MERCHANT = 0;
    private static final int MERCHANT_DIGITS_MAX = 9;

    private final SupplierAccess supplierAccess;
    private final CommandSubmitter submitter;
    private final PurchaseOrderReads orders;

    public SupplierCallbackHandler(
            SupplierAccess supplierAccess, CommandSubmitter submitter, PurchaseOrderReads orders) {
        this.supplierAccess = supplierAccess;
        this.submitter = submitter;
        this.orders = orders;
    }

    @Override
    public Future<ApiResponse> handle(ApiRequest request) {
        Parameters.requireNone(request);
        int merchantId = merchantId(request);
        String supplierId = supplierId(request);
        return supplierAccess
                .connections()
                .find(merchantId, supplierId)
                .map(found -> requireSigned(request, found))
                .map(_ -> submitter.read(request, SupplierNotice.DOCUMENT))
                .compose(notice -> take(request, merchantId, supplierId, notice))
                .map(SupplierCallbackHandler::answer);
    }

    private static int merchantId(ApiRequest request) {
        String text = request.pathParameter("merchant");
        return text.length() > MERCHANT_DIGITS_MAX || !Digits.areAll(text) ? NO_MERCHANT : Integer.parseInt(text);
    }

    /** What is longer than any id is not looked up, nor remembered, under its own name. */
    private static String supplierId(ApiRequest request) {
        String id = request.pathParameter("supplier");
        return StorableText.isLongerThan(Limits.SUPPLIER_ID_CHARACTERS_MAX, id) ? "" : id;
    }

    private static @Nullable Problem fault(Arrival arrival, MultiMap headers) {
        return RequestSignature.mayFit(header(headers), arrival.at()) ? null : notSigned();
    }

    private static @Nullable String header(MultiMap headers) {
        List<String> all = headers.getAll(RequestSignature.HEADER);
        return all.size() == 1 ? all.getFirst() : null;
    }

    /** @return the connection whose secret fits */
    static Connection requireSigned(ApiRequest request, Optional<Connection> connection) {
        Secret secret = connection
                .map(found -> found.settings().secret())
                .filter(Secret::isPresent)
                .orElse(NOBODYS_SECRET);
        boolean isSigned = RequestSignature.verifies(
                secret,
                request.headerCount(RequestSignature.HEADER) == 1 ? request.header(RequestSignature.HEADER) : null,
                request.receivedAt(),
                "POST",
                request.path(),
                request.body());
        if (!isSigned || connection.isEmpty()) {
            throw new ProblemException(notSigned());
        }
        return connection.get();
    }

    private Future<Result> take(ApiRequest request, int merchantId, String supplierId, SupplierNotice notice) {
        UUID id = TypeId.PURCHASE_ORDER.parse(notice.number());
        if (id == null) {
            return Future.failedFuture(PathNames.noPurchaseOrder());
        }
        return orders.byId(merchantId, id).compose(found -> {
            // Another supplier's is not there, as far as this one is concerned.
            boolean isTheirs =
                    found.isPresent() && found.get().value().supplierId().equals(supplierId);
            return isTheirs
                    ? submit(request, merchantId, id, notice)
                    : Future.failedFuture(PathNames.noPurchaseOrder());
        });
    }

    private Future<Result> submit(ApiRequest request, int merchantId, UUID order, SupplierNotice notice) {
        return switch (notice) {
            case SupplierNotice.Decided decided -> move(request, merchantId, order, SupplierMoves.told(decided));
            case SupplierNotice.Delivered delivered ->
                submitter.submit(
                        request, merchantId, (merchant, id, at) -> receive(merchant, id, at, order, delivered));
        };
    }

    private Future<Result> move(ApiRequest request, int merchantId, UUID order, Move move) {
        return submitter.submit(
                request,
                merchantId,
                (merchant, id, at) -> new MovePurchaseOrder(merchant, id, at, order, move, Precondition.NONE));
    }

    private static Command receive(
            int merchantId, UUID id, Instant at, UUID order, SupplierNotice.Delivered delivered) {
        List<ReceiveGoods.Arrived> arrived = delivered.lines();
        // As if the merchant had received it: the same note is the same receipt, whoever tells of it.
        ReceiptContent receipt = new ReceiptContent(delivered.deliveryNote(), arrived, false);
        return new ReceiveGoods(
                merchantId, id, at, receipt.keyed(order), order, delivered.deliveryNote(), arrived, false);
    }

    private static ApiResponse answer(Result result) {
        return switch (result) {
            case Result.Accepted _, Result.Unchanged _ -> ApiResponse.empty(204);
            case Result.Replayed _ -> CommandResults.replayed(ApiResponse.empty(204));
            case Result.Refused(Refusal refusal) -> throw CommandResults.refused(refusal);
            case Result.KeyReused _ -> throw ReceiveGoodsHandler.noteReused();
            case Result.Rejected _ -> throw CommandResults.impossible(result);
        };
    }

    private static Problem notSigned() {
        return Problem.of(
                        ProblemCode.INVALID_SIGNATURE,
                        "The header " + RequestSignature.HEADER + " is missing, wrong, or older than "
                                + RequestSignature.TOLERANCE.toMinutes() + " minutes.")
                .withHeader(HeaderNames.WWW_AUTHENTICATE, Challenges.SIGNATURE);
    }
}
