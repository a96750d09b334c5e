package io.signalbox.contract.topology.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "169.254.171.0/24",
                "192.0.2.1",
                "::/0",
                "8000:0:0:0:0:0:0:0/1",
                "fd00:ec2:80:0:0:0:0:0/64",
                "fd00:ec2:80:0:8000:0:0:0/65",
                "2001:db8:0:0:0:0:0:1"
            })
    void isWrittenAsItIsRead(String text) {
        assertThat(AddressRange.parse(text)).hasToString(text.equals("::/0") ? "0:0:0:0:0:0:0:0/0" : text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.171.1/24", "10.0.0.0/33", "fd00::1/64", "fd00:0:0:0:8000::/64", "::/129"})
    void otherBitsMustBeZero(String text) {
        assertThat(AddressRange.parse(text)).isNull();
    }

    @Test
    void namesTheAddressThatIsNoBeginning() {
        assertThatThrownBy(() -> new AddressRange(32, 24, 0, 0xa9feab01L))
                .hasMessageStartingWith("169.254.171.1/24: expected ");
    }

    /** Compared with the same question in whole numbers. */
    @Test
    void containsTheAddressesThatBeginWithItsBits() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int bytes = random.nextBoolean() ? 4 : 16;
            int bits = random.nextInt(bytes * 8 + 1);
            byte[] inside = bytes(random, bytes);
            byte[] other = inside.clone();
            other[random.nextInt(bytes)] ^= (byte) (1 << random.nextInt(8));
            BigInteger first = first(inside, bits);
            AddressRange range = AddressRange.parse(
                    InetAddress.getByAddress(bytes(first, bytes)).getHostAddress() + "/" + bits);

            assertThat(range.contains(InetAddress.getByAddress(inside))).isTrue();
            assertThat(range.contains(InetAddress.getByAddress(other)))
                    .isEqualTo(first(other, bits).equals(first));
        }
    }

    /** Never an IPv4-mapped address, which Java reads as IPv4. */
    private static byte[] bytes(Random random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        return bytes;
    }

    private static byte[] bytes(BigInteger number, int count) {
        var bytes = new byte[count];
        byte[] digits = number.toByteArray();
        for (int i = 1; i <= Math.min(count, digits.length); i++) {
            bytes[count - i] = digits[digits.length - i];
        }
        return bytes;
    }

    private static BigInteger first(byte[] address, int bits) {
        int others = address.length * 8 - bits;
        return new BigInteger(1, address).shiftRight(others).shiftLeft(others);
    }
}
