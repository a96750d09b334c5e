package io.signalbox.contract.topology.yaml;

import io.signalbox.contract.topology.yaml.Cursor.Found;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports two items of a list with the same key: at the list's path, in the line of the second. */
public final class Unique {

    /** The message for two items at these places. */
    public interface Saying<T> {
        String of(Found<T> earlier, Found<T> later);
    }

    private Unique() {}

    /** @return the same items; null for null */
    public static <T, K> @Nullable List<Found<T>> check(
            @Nullable List<Found<T>> items, Function<Found<T>, K> key, Saying<T> saying) {
        var seen = new HashMap<K, Found<T>>();
        for (Found<T> item : items == null ? List.<Found<T>>of() : items) {
            Found<T> earlier = seen.putIfAbsent(key.apply(item), item);
            if (earlier != null) {
                item.at().problemOfList(saying.of(earlier, item));
            }
        }
        return items;
    }
}
