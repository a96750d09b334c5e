package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.time.DateRange;
import io.signalbox.contract.topology.time.Schedule;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.contract.topology.yaml.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads times and dates. */
final class Calendar {

    private Calendar() {}

    static @Nullable TimeWindow window(Cursor at) {
        return at.parsed(TimeWindow.ALLOWED, TimeWindow::parse);
    }

    static @Nullable List<TimeWindow> windows(Cursor at) {
        return at.values(Calendar::window);
    }

    static @Nullable List<DateRange> dates(Cursor at) {
        return at.values(it -> it.parsed(DateRange.ALLOWED, DateRange::parse));
    }

    static @Nullable Schedule schedule(Cursor at) {
        return at.parsed(Schedule.ALLOWED, Schedule::parse);
    }
}
