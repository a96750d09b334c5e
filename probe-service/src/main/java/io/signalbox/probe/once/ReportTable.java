package io.signalbox.probe.once;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prints a report as text for a terminal. */
public final class ReportTable {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final int BAR = 40;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f]");

    private final boolean unicode;
    private final List<String> lines = new ArrayList<>();

    private ReportTable(boolean unicode) {
        this.unicode = unicode;
    }

    /** @param unicode whether the terminal supports more than ASCII */
    public static List<String> of(CheckReport breakdown, boolean unicode) {
        var table = new ReportTable(unicode);
        table.all(breakdown);
        return table.lines.stream().map(ReportTable::printable).toList();
    }

    /** Control characters from a server must not reach the terminal. */
    private static String printable(String line) {
        return CONTROL.matcher(line).replaceAll("?");
    }

    private void all(CheckReport breakdown) {
        lines.add(breakdown.check() + "  " + breakdown.kind() + "  " + breakdown.result() + " in "
                + millis(breakdown.millis().total()).strip());
        if (breakdown.detail() != null) {
            lines.add("  " + (breakdown.cause() == null ? "" : breakdown.cause() + ": ") + breakdown.detail());
        }
        List<ConnectionReport> connections = breakdown.connections();
        for (int i = 0; i < connections.size(); i++) {
            lines.add("");
            if (connections.size() > 1) {
                lines.add("  connection " + (i + 1) + " of " + connections.size());
            }
            connection(connections.get(i));
            if (connections.size() > 1 && connections.get(i).cause() != null) {
                row(
                        "failed",
                        connections.get(i).cause() + ": " + connections.get(i).detail());
            }
        }
        lines.add("");
        phases(breakdown.millis());
    }

    private void connection(ConnectionReport connection) {
        row("to", connection.target());
        if (!connection.addresses().isEmpty()) {
            row("resolved", String.join(", ", connection.addresses()));
        }
        if (connection.remote() != null) {
            row(
                    connection.local() == null ? "tried" : "connected",
                    connection.local() == null
                            ? connection.remote()
                            : connection.local() + (unicode ? " → " : " -> ") + connection.remote());
        }
        if (connection.tls() != null) {
            handshake(connection.tls());
        }
        if (connection.http() != null) {
            exchange(connection.http());
        }
    }

    private void handshake(HandshakeReport tls) {
        if (tls.protocol() != null) {
            row("tls", tls.protocol() + " " + tls.cipher() + (tls.alpn() == null ? "" : ", ALPN " + tls.alpn()));
        }
        row("certificate", tls.accepted() ? "accepted" : "not accepted: " + tls.why());
        for (HandshakeReport.Shown shown : tls.certificates()) {
            row("", shown.subject());
            row("", "  issued by " + shown.issuer());
            if (!shown.names().isEmpty()) {
                row("", "  for " + String.join(", ", shown.names()));
            }
            row("", "  " + DAY.format(shown.notBefore()) + " to " + DAY.format(shown.notAfter()) + ", " + left(shown));
        }
    }

    private static String left(HandshakeReport.Shown shown) {
        long days = shown.daysLeft();
        return days < 0
                ? "ended " + -days + (days == -1 ? " day ago" : " days ago")
                : days + (days == 1 ? " day left" : " days left");
    }

    private void exchange(ConnectionReport.Exchange http) {
        http.request().forEach(line -> lines.add("  > " + line));
        if (http.status() != null) {
            lines.add("  < " + http.status());
        }
        http.headers().forEach(line -> lines.add("  < " + line));
        if (http.bodyBytes() != null) {
            row("body", http.bodyBytes() + " bytes read; it " + judged(http.body()));
        }
    }

    private static String judged(@Nullable String judgement) {
        return judgement == null || judgement.startsWith("nothing") ? "is not looked at" : judgement;
    }

    private void row(String name, String value) {
        lines.add(String.format(Locale.ROOT, "  %-12s %s", name, value).stripTrailing());
    }

    /** Draws each phase at its place in time; gaps are unaccounted time. */
    private void phases(PhaseMillis took) {
        double all = Math.max(took.total(), 0.001);
        double begun = 0;
        begun = phase("resolve", begun, took.resolve(), all);
        begun = phase("connect", begun, took.connect(), all);
        begun = phase("tls", begun, took.tls(), all);
        begun = phase("first byte", begun, took.firstByte(), all);
        double _ = phase("transfer", begun, took.transfer(), all);
        lines.add(String.format(Locale.ROOT, "  %-12s %s", "total", millis(took.total())));
    }

    private double phase(String name, double begun, double took, double all) {
        if (took > 0) {
            int from = (int) Math.min(BAR - 1, Math.round(BAR * begun / all));
            int length = (int) Math.max(1, Math.min(BAR - from, Math.round(BAR * took / all)));
            lines.add(String.format(Locale.ROOT, "  %-12s %s  ", name, millis(took))
                    + " ".repeat(from)
                    + (unicode ? "█" : "#").repeat(length));
        }
        return begun + took;
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%9.2f ms", millis);
    }
}
