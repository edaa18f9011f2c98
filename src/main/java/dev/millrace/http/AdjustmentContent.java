package dev.millrace.http;

import dev.millrace.domain.RequestHash;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.wire.RequestContentHash;
import java.util.List;

/** What a client says when it corrects stock. */
record AdjustmentContent(String reason, List<AdjustStock.Correction> corrections) {
    AdjustmentContent {
        corrections = List.copyOf(corrections);
    }

    /** Of each line, in order. */
    List<String> skus() {
        return corrections.stream().map(AdjustStock.Correction::sku).toList();
    }

    RequestHash hash() {
        return RequestContentHash.adjustStock(reason, corrections);
    }
}
