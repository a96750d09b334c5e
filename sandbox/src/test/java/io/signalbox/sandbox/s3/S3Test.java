package io.signalbox.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.sandbox.aws.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3Test {

    private static final String BUCKET = "orders-signal";
    private static final String KEY = "signalbox/orders";

    private final S3 s3 = S3.start();
    private final S3Client client = S3Client.builder()
            .endpointOverride(s3.endpoint())
            .forcePathStyle(true)
            .region(Region.US_WEST_2)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDSANDBOX", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();

    @BeforeEach
    void create() {
        s3.createBucket(BUCKET);
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    @Test
    void keepsWhatItIsGivenUntilThatIsDeleted() {
        String etag = put("one", null, null);

        assertThat(get()).isEqualTo("one");
        assertThat(client.headObject(request -> request.bucket(BUCKET).key(KEY)).eTag())
                .isEqualTo(etag)
                .isEqualTo("\"f97c5d29941bfb1b2fdab0874906ab82\"");

        client.deleteObject(request -> request.bucket(BUCKET).key(KEY));

        assertThatThrownBy(this::get).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() ->
                        client.headObject(request -> request.bucket(BUCKET).key(KEY)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
        client.deleteObject(request -> request.bucket(BUCKET).key(KEY));
    }

    @Test
    void createsOnlyWhereNothingIs() {
        put("one", null, "*");

        assertRefused(412, "PreconditionFailed", () -> put("two", null, "*"));
        assertThat(get()).isEqualTo("one");
    }

    @Test
    void overwritesOnlyWhatIsNamed() {
        String one = put("one", null, null);
        String two = put("two", one, null);

        assertRefused(412, "PreconditionFailed", () -> put("three", one, null));
        assertThat(get()).isEqualTo("two");
        client.deleteObject(request -> request.bucket(BUCKET).key(KEY));
        assertThatThrownBy(() -> put("three", two, null)).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void deletesOnlyWhatIsNamed() {
        String one = put("one", null, null);
        String two = put("two", null, null);

        assertRefused(412, "PreconditionFailed", () -> delete(one));
        assertThat(get()).isEqualTo("two");
        delete(two);
        assertThat(s3.object(BUCKET, KEY)).isEmpty();
        delete(two);
    }

    @Test
    void oneOfManyCreates() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> rivals = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> wins("rival " + i))
                    .toList();
            int winners = 0;
            for (Future<Boolean> rival : threads.invokeAll(rivals)) {
                winners += rival.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void aNewBucketBlocksPublicAccess() throws IOException, InterruptedException {
        put("one", null, null);
        try (var stranger = HttpClient.newHttpClient()) {
            var get = HttpRequest.newBuilder(URI.create(s3.endpoint() + "/" + BUCKET + "/" + KEY))
                    .build();
            assertThat(stranger.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void ofAPublicObjectAnybodyReadsAndNobodyChangesWithoutASignature() throws IOException, InterruptedException {
        s3.makePublic(BUCKET, KEY);
        var uri = URI.create(s3.endpoint() + "/" + BUCKET + "/" + KEY);
        try (var stranger = HttpClient.newHttpClient()) {
            var get = HttpRequest.newBuilder(uri).build();
            assertThat(stranger.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .as("an object that does not exist, without permission to list")
                    .isEqualTo(403);
            put("one", null, null);
            assertThat(stranger.send(get, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("one");
            var put = HttpRequest.newBuilder(uri)
                    .PUT(HttpRequest.BodyPublishers.ofString("two"))
                    .build();
            assertThat(stranger.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(get()).isEqualTo("one");
    }

    @Test
    void knowsItsBuckets() {
        assertThatThrownBy(() -> client.getObjectAsBytes(
                        request -> request.bucket("another-bucket").key(KEY)))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void failsAsItIsTold() {
        s3.faults().inject(S3Operation.PUT_OBJECT, S3.conflict());
        s3.faults().inject(S3Operation.PUT_OBJECT, Fault.lostBefore());
        s3.faults().inject(S3Operation.PUT_OBJECT, Fault.lostAfter());

        assertRefused(409, "ConditionalRequestConflict", () -> put("one", null, "*"));
        assertThatThrownBy(() -> put("one", null, "*")).isInstanceOf(SdkClientException.class);
        assertThat(s3.object(BUCKET, KEY)).isEmpty();
        assertThatThrownBy(() -> put("one", null, "*")).isInstanceOf(SdkClientException.class);
        assertThat(s3.object(BUCKET, KEY)).get().extracting(StoredObject::text).isEqualTo("one");
        assertThat(s3.calls()).extracting(S3Call::result).containsExactly("ConditionalRequestConflict", "lost", "ok");
        assertThat(s3.calls()).extracting(S3Call::accessKey).containsOnly("AKIDSANDBOX");
    }

    private boolean wins(String text) {
        try {
            put(text, null, "*");
            return true;
        } catch (S3Exception e) {
            return false;
        }
    }

    private String put(String text, String ifMatch, String ifNoneMatch) {
        return client.putObject(
                        request ->
                                request.bucket(BUCKET).key(KEY).ifMatch(ifMatch).ifNoneMatch(ifNoneMatch),
                        RequestBody.fromString(text))
                .eTag();
    }

    private void delete(String etag) {
        client.deleteObject(request -> request.bucket(BUCKET).key(KEY).ifMatch(etag));
    }

    private String get() {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY))
                .asUtf8String();
    }

    private static void assertRefused(int status, String code, Runnable request) {
        assertThatThrownBy(request::run).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
