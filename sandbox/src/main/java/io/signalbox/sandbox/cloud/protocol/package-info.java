/** The wire protocols of the AWS services: JSON, query and Lambda. */
@NullMarked
package io.signalbox.sandbox.cloud.protocol;

import org.jspecify.annotations.NullMarked;
