package io.signalbox.sandbox.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;

/** The wire format of an AWS service: requests, responses and errors. */
public interface Protocol {

    /** One call of an operation. @param input the members of the request */
    record OperationCall(String operation, JsonNode input) {}

    OperationCall read(ReceivedRequest request) throws ApiError;

    HttpReply success(String operation, JsonNode output);

    HttpReply error(ApiError error);
}
