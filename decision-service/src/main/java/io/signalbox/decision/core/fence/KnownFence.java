package io.signalbox.decision.core.fence;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.decision.core.transition.TransitionBuilder;
import java.util.List;

/** Makes a fence the known one, and applies its marks, orders and plans. */
public final class KnownFence {

    private KnownFence() {}

    /** @param records the traffic records beside the fence; empty when unknown */
    public static void update(TransitionBuilder draft, Fence fence, List<RecordSet> records) {
        Fence before = draft.fence();
        draft.fence(fence, records, records.isEmpty() ? KnownRecords.beside(draft, fence) : List.of());
        StaleData.learn(draft, fence.marks());
        LastOrder.learn(draft, before);
        FenceCancellation.learn(draft);
        MoveBlocks.learn(draft, before);
        FenceFreezes.learn(draft, before);
    }
}
