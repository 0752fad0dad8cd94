<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use JTL\Cart\CartHelper;
use JTL\Catalog\Product\Artikel;
use JTL\Helpers\Product;
use JTL\Shop;
use Plugin\jtl_twint\src\Express\NotAddedException;

/** An article with what was chosen of it on its page: put into the session's basket as the shop's own button does. */
final class ExpressArticle
{
    /** The shop's "do not send the visitor elsewhere". */
    private const STAY_HERE = 1;

    /** @param array<array-key, mixed> $form of the article's page */
    public function __construct(
        private readonly array $form,
    ) {
    }

    /**
     * By the form in $_POST, with all checks of the shop. Where no variation is chosen it ends the request and leads to the article.
     *
     * @throws NotAddedException
     */
    public function put(): void
    {
        // Its own forms have its mark, and ours was looked at.
        $_SESSION['jtl_token'] = $_POST['jtl_token'] = 'express';
        // Else the article would also get into the basket that is saved for a customer.
        $_POST['login'] = '';
        $asked = (int) $this->text('a');
        $id = Product::isParent($asked) ? Product::getArticleForParent($asked) : $asked;
        $chosen = $id === $asked
            ? Product::getSelectedPropertiesForArticle($id)
            : Product::getSelectedPropertiesForVarCombiArticle($id);
        $article = $this->load($id);
        $quantity = (float) str_replace(',', '.', $this->text('anzahl'));
        $against = CartHelper::addToCartCheck($article, $quantity, $chosen);
        if (
            $quantity <= 0
            || $against !== []
            || $article->bHasKonfig
            || !CartHelper::addProductIDToCart($id, $quantity, $chosen, self::STAY_HERE)
        ) {
            throw new NotAddedException($this->page($article, $against));
        }
        unset($_POST['login']);
    }

    /** Its page, where the buyer came from. */
    public function address(): string
    {
        return (string) $this->load((int) $this->text('a'))->cURLFull;
    }

    private function load(int $id): Artikel
    {
        $article = new Artikel();
        $article->fuelleArtikel($id, Artikel::getDefaultOptions());

        return $article;
    }

    /** @param array<int> $reasons as the shop's pages know them */
    private function page(Artikel $article, array $reasons): string
    {
        $address = (string) $article->cURLFull;
        if ($address === '') {
            return Shop::getURL() . '/';
        }

        return (
            $address
            . (str_contains($address, '?') ? '&' : '?')
            . http_build_query(['n' => $this->text('anzahl'), 'r' => implode(',', $reasons)])
        );
    }

    private function text(string $field): string
    {
        $value = $this->form[$field] ?? '';

        return is_scalar($value) ? (string) $value : '';
    }
}
