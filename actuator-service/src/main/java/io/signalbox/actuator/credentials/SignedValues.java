package io.signalbox.actuator.credentials;

import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Adjustable;
import io.signalbox.actuator.step.RememberedValues;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.name.ServiceName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs the values that an actuator reports before it changes them, and checks the signature of those that it is to put back. Between
 * the two they travel through Kafka. The signature covers service, resource and values. It has no time: values that once were the
 * resource's own can be put back again.
 */
public final class SignedValues implements RememberedValues {

    /** No name of a value begins with this character. */
    private static final String SIGNATURE = "~signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final RestoreKeys keys;

    public SignedValues(RestoreKeys keys) {
        this.keys = keys;
    }

    /** With a signature, if there is a key. */
    @Override
    public Map<String, String> signed(ServiceName service, String resource, Map<String, String> values) {
        List<byte[]> current = keys.current();
        if (current.isEmpty()) {
            return values;
        }
        var signed = new HashMap<>(values);
        signed.put(SIGNATURE, sign(current.getFirst(), service, resource, values));
        return signed;
    }

    /** Without a key nobody knows who has reported them; then a capacity is never put back to nothing. */
    @Override
    public Map<String, String> verified(
            ServiceName service, String resource, Set<String> sizes, Map<String, String> told)
            throws ActionFailedException {
        var values = new HashMap<>(told);
        String signature = values.remove(SIGNATURE);
        List<byte[]> current = keys.current();
        if (current.isEmpty()) {
            requireSome(sizes, resource, values);
        } else if (!isOurs(current, signature, service, resource, values)) {
            throw new ActionFailedException(
                    FailureCause.PREVIOUS_UNPROVEN,
                    "expected values of " + resource + " with a signature by a key of signalbox.restore.keys, got "
                            + (signature == null ? "none" : "another"),
                    false);
        }
        return values;
    }

    private static boolean isOurs(
            List<byte[]> keys,
            @Nullable String signature,
            ServiceName service,
            String resource,
            Map<String, String> values) {
        byte[] shown = (signature == null ? "" : signature).getBytes(StandardCharsets.UTF_8);
        boolean ours = false;
        for (byte[] key : keys) {
            ours |= MessageDigest.isEqual(sign(key, service, resource, values).getBytes(StandardCharsets.UTF_8), shown);
        }
        return ours;
    }

    private static void requireSome(Set<String> sizes, String resource, Map<String, String> values)
            throws ActionFailedException {
        for (String size : sizes) {
            if (values.containsKey(size) && Adjustable.number(values, size) < 1) {
                throw new ActionFailedException(
                        FailureCause.PREVIOUS_UNPROVEN,
                        "expected at least 1 for " + size + " of " + resource + ", got " + values.get(size)
                                + ": without signalbox.restore.keys a capacity is not put back to nothing",
                        false);
            }
        }
    }

    private static String sign(byte[] key, ServiceName service, String resource, Map<String, String> values) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            add(mac, service.value());
            add(mac, resource);
            new TreeMap<>(values).forEach((name, value) -> {
                add(mac, name);
                add(mac, value);
            });
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** With its length first, so that no two lists of texts are the same bytes. */
    private static void add(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
    }
}
