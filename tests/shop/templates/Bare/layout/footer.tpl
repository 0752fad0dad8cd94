</main>
<footer>Shop</footer>
</body>
</html>
