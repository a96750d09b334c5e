terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.25"
      # The account of the parent zone. Give it the same provider if there is only one account.
      configuration_aliases = [aws.parent]
    }
  }
}
