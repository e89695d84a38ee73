"""What can be made anew from other rows, compared with what is stored and put right: the doctor's remedies."""
