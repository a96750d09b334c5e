package io.signalbox.decision.core.machine;

import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import java.util.List;

/** Takes a fence as the one that is known, with all that it says of marks, orders and plans. */
final class KnownFence {

    private KnownFence() {}

    /** @param records the traffic records beside it; empty when they are not known */
    static void update(Draft draft, Fence fence, List<RecordSet> records) {
        Fence before = draft.fence();
        draft.fence(fence, records, records.isEmpty() ? Described.beside(draft, fence) : List.of());
        StaleData.learn(draft, fence.marks());
        LastOrder.learn(draft, before);
        CancelWord.learn(draft);
        Binding.learn(draft, before);
        FreezeWord.learn(draft, before);
    }
}
