<section class="card">
  <h1>Not here</h1>
  <p>There is no such payment. <a href="/">Start one</a>.</p>
</section>
