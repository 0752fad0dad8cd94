<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

/** How much orders have taken from the shop's stock, in the units in which the shop counts it. */
final class TakenStock
{
    /** @var array<int, float> by article */
    private array $articles = [];
    /** @var array<int, float> by value of a variation */
    private array $variationValues = [];
    /** @var array<int, float> articles made of parts that were ordered as such, by article */
    private array $bills = [];

    public function addArticle(int $id, float $quantity): void
    {
        $this->articles[$id] = $this->ofArticle($id) + $quantity;
    }

    public function addVariationValue(int $id, float $quantity): void
    {
        $this->variationValues[$id] = ($this->variationValues[$id] ?? 0.0) + $quantity;
    }

    public function addBill(int $articleId, float $quantity): void
    {
        $this->bills[$articleId] = $this->ofBill($articleId) + $quantity;
    }

    /** How many of an article made of parts were ordered: the parts were taken for it. */
    public function ofBill(int $articleId): float
    {
        return $this->bills[$articleId] ?? 0.0;
    }

    public function ofArticle(int $id): float
    {
        return $this->articles[$id] ?? 0.0;
    }

    /** @return array<int, float> by article, in the order of their ids, so that two orders never wait for each other */
    public function articles(): array
    {
        ksort($this->articles);

        return $this->articles;
    }

    /** @return array<int, float> by value, in the order of their ids */
    public function variationValues(): array
    {
        ksort($this->variationValues);

        return $this->variationValues;
    }
}
