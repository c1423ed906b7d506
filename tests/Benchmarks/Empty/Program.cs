// The least that a .NET program can do: what starting `experiment` is compared with.
return 0;
