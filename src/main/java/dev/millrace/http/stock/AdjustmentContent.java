package dev.millrace.http.stock;

import dev.millrace.domain.model.RequestHash;
import dev.millrace.domain.stock.AdjustStock;
import dev.millrace.wire.RequestContentHash;
import java.util.List;

/** What a client says when it corrects stock. */
public record AdjustmentContent(String reason, List<AdjustStock.Correction> corrections) {
    public AdjustmentContent {
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
