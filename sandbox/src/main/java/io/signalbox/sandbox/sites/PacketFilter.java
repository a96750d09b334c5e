package io.signalbox.sandbox.sites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Drops packets in the kernel before a listening socket sees them, as a broken network does: a client gets neither a
 * connection nor a refusal. This is a classic BPF program on the socket (Linux, socket(7), SO_ATTACH_FILTER), which
 * needs no privilege.
 */
@SuppressWarnings("restricted") // calls setsockopt(2)
public final class PacketFilter {

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_DETACH_FILTER = 27;

    /** SKF_NET_OFF: the offset is into the IPv4 header. */
    private static final int IN_HEADER = 0xfff00000;

    private static final int SOURCE_ADDRESS = IN_HEADER + 12;
    private static final int DESTINATION_ADDRESS = IN_HEADER + 16;

    private static final int INSTRUCTION_BYTES = 8;
    private static final int PROGRAM_BYTES = 16;
    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;
    private static final int NOTHING = 0;
    private static final int EVERYTHING = -1;

    private static final MethodHandle SETSOCKOPT = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("setsockopt"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT));

    private PacketFilter() {}

    static void swallowAll(ServerSocketChannel listener) {
        attach(listener, instruction(RETURN, 0, 0, NOTHING));
    }

    /** Drops packets from these sources; without any, removes the filter. */
    static void swallowFrom(Collection<Inet4Address> sources, ServerSocketChannel listener) {
        swallow(SOURCE_ADDRESS, sources, listener);
    }

    /** Drops packets to these addresses of a socket bound to all addresses; without any, removes the filter. */
    public static void swallowTo(Collection<Inet4Address> destinations, ServerSocketChannel listener) {
        swallow(DESTINATION_ADDRESS, destinations, listener);
    }

    private static void swallow(int place, Collection<Inet4Address> addresses, ServerSocketChannel listener) {
        if (addresses.isEmpty()) {
            detach(listener);
            return;
        }
        var program = ByteBuffer.allocate((2 * addresses.size() + 2) * INSTRUCTION_BYTES)
                .order(ByteOrder.nativeOrder());
        program.put(instruction(LOAD_WORD, 0, 0, place));
        for (Inet4Address each : addresses) {
            int address = ByteBuffer.wrap(each.getAddress()).getInt();
            program.put(instruction(JUMP_IF_EQUAL, 0, 1, address));
            program.put(instruction(RETURN, 0, 0, NOTHING));
        }
        program.put(instruction(RETURN, 0, 0, EVERYTHING));
        attach(listener, program.array());
    }

    private static byte[] instruction(short code, int ifTrue, int ifFalse, int operand) {
        return ByteBuffer.allocate(INSTRUCTION_BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort(code)
                .put((byte) ifTrue)
                .put((byte) ifFalse)
                .putInt(operand)
                .array();
    }

    private static void attach(ServerSocketChannel listener, byte[] instructions) {
        try (var arena = Arena.ofConfined()) {
            var filter = arena.allocateFrom(ValueLayout.JAVA_BYTE, instructions);
            var program = arena.allocate(PROGRAM_BYTES, Long.BYTES);
            program.set(ValueLayout.JAVA_SHORT, 0, (short) (instructions.length / INSTRUCTION_BYTES));
            program.set(ValueLayout.ADDRESS, Long.BYTES, filter);
            set(listener, SO_ATTACH_FILTER, program);
        }
    }

    private static void detach(ServerSocketChannel listener) {
        try (var arena = Arena.ofConfined()) {
            var none = arena.allocate(ValueLayout.JAVA_INT);
            call(descriptor(listener), SO_DETACH_FILTER, none);
        }
    }

    private static void set(ServerSocketChannel listener, int option, MemorySegment value) {
        if (call(descriptor(listener), option, value) != 0) {
            throw new IllegalStateException("the kernel rejects the packet filter on " + listener);
        }
    }

    /** @return not 0 on failure; detaching fails when no filter is attached */
    private static int call(int descriptor, int option, MemorySegment value) {
        try {
            return (int) SETSOCKOPT.invokeExact(descriptor, SOL_SOCKET, option, value, (int) value.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException("setsockopt cannot be called", e);
        }
    }

    /** Java does not expose a socket's descriptor. It is found in /proc by the socket's inode. */
    private static int descriptor(ServerSocketChannel listener) {
        try {
            var wanted = "socket:[" + inode((InetSocketAddress) listener.getLocalAddress()) + "]";
            try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
                return descriptors
                        .filter(link -> target(link).equals(wanted))
                        .findFirst()
                        .map(link -> Integer.parseInt(link.getFileName().toString()))
                        .orElseThrow(() -> new IllegalStateException(listener + " has no descriptor"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("packet filters need Linux and its /proc", e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // The descriptor was closed after it was listed.
            return "";
        }
    }

    private static String inode(InetSocketAddress address) throws IOException {
        int ip = ByteBuffer.wrap(address.getAddress().getAddress())
                .order(ByteOrder.nativeOrder())
                .getInt();
        var local = String.format("%08X:%04X", ip, address.getPort());
        return Files.readAllLines(Path.of("/proc/self/net/tcp")).stream()
                .map(line -> List.of(line.trim().split("\\s+", -1)))
                .filter(fields -> fields.get(1).equals(local) && fields.get(3).equals("0A"))
                .findFirst()
                .map(fields -> fields.get(9))
                .orElseThrow(() -> new IllegalStateException(address + " does not listen"));
    }
}
